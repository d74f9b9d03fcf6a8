package text

// recordsEntries are the sentences about source files and rows.
var recordsEntries = Entries{}
