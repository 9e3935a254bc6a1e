-- What is kept of the round before also has the older rounds. An action in it without carried_from goes on with none.

UPDATE previous SET content = json_insert(content, '$.older', json('[]'));
UPDATE edition SET content = json_insert(content, '$.previous.older', json('[]')) WHERE json_type(content, '$.previous') = 'object';
