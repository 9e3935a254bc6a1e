package sqlite

import (
	"context"
	"database/sql"
	"fmt"
)

// Schema returns the columns of every table, in order, for comparison with what users are told about what is stored.
func (s *Store) Schema(ctx context.Context) (tables map[string][]string, err error) {
	tables = make(map[string][]string)
	err = s.view(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, `SELECT t.name, c.name FROM sqlite_schema t, pragma_table_info(t.name) c
			WHERE t.type = 'table' ORDER BY t.name, c.cid`)
		if err != nil {
			return fmt.Errorf("read schema: %w", err)
		}
		defer rows.Close()
		for rows.Next() {
			var table, column string
			if err := rows.Scan(&table, &column); err != nil {
				return fmt.Errorf("read schema: %w", err)
			}
			tables[table] = append(tables[table], column)
		}
		return rows.Err()
	})
	return tables, err
}
