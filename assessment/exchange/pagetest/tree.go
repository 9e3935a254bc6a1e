package pagetest

import (
	"strings"
)

// Spoken is one item that a screen reader reads: its role, its name, and its state.
type Spoken struct{ Role, Name, State string }

// Tree returns what a screen reader reads on the page, in order: headings, groups, fields, buttons and texts.
func (t *Tab) Tree() []Spoken {
	t.b.t.Helper()
	type value struct {
		Value any `json:"value"`
	}
	var tree struct {
		Nodes []struct {
			Ignored    bool     `json:"ignored"`
			ID         string   `json:"nodeId"`
			Children   []string `json:"childIds"`
			Role       value    `json:"role"`
			Name       value    `json:"name"`
			Properties []struct {
				Name  string `json:"name"`
				Value value  `json:"value"`
			} `json:"properties"`
		} `json:"nodes"`
	}
	t.Do("Accessibility.getFullAXTree", nil, &tree)
	at := make(map[string]int)
	for i, n := range tree.Nodes {
		at[n.ID] = i
	}
	var list []Spoken
	var walk func(id string)
	walk = func(id string) {
		i, there := at[id]
		if !there {
			return
		}
		n := tree.Nodes[i]
		if !n.Ignored {
			s := Spoken{}
			s.Role, _ = n.Role.Value.(string)
			s.Name, _ = n.Name.Value.(string)
			for _, p := range n.Properties {
				switch v := p.Value.Value.(type) {
				case string:
					if p.Name == "checked" && v == "true" {
						s.State = "checked"
					}
				case float64:
					if p.Name == "level" {
						s.State = string(rune('0' + int(v)))
					}
				case bool:
					if p.Name == "expanded" && v {
						s.State = "expanded"
					}
				}
			}
			s.Name = strings.Join(strings.Fields(s.Name), " ")
			if s.Role != "none" && s.Role != "generic" && s.Role != "InlineTextBox" {
				list = append(list, s)
			}
		}
		for _, c := range n.Children {
			walk(c)
		}
	}
	if len(tree.Nodes) > 0 {
		walk(tree.Nodes[0].ID)
	}
	return list
}
