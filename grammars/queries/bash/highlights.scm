; What is coloured in a script. The name of a capture is the type of its token; what is inside another wins.
(comment) @comment

[(string) (raw_string) (ansi_c_string) (translated_string) (heredoc_start) (heredoc_body) (heredoc_end)] @string

(command_name) @command
(function_definition name: (word) @command)

[(simple_expansion) (expansion)] @variable
(variable_assignment name: [(variable_name) (subscript)] @variable)
(for_statement variable: (variable_name) @variable)
(expansion operator: _ @operator)
(expansion (word) @string)

["if" "then" "elif" "else" "fi" "for" "in" "while" "until" "do" "done" "case" "esac" "select" "function"
 "export" "declare" "typeset" "local" "readonly" "unset"] @keyword

["&&" "||" "|" "|&" ";" ";;" "&" "!" ">" ">>" "<" "<<" "<<-" "<<<" ">&" "<&" "&>" "&>>" ">|"
 "$(" "(" ")" "[" "]" "[[" "]]" "`"] @operator
(compound_statement ["{" "}"] @operator)
[(file_descriptor) (test_operator)] @operator
