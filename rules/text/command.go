package text

// commandEntries are the sentences about the command line.
var commandEntries = Entries{}
