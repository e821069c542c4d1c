module exile

go 1.26
