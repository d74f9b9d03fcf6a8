package text

// serverEntries are the sentences about the HTTP service and live reload.
var serverEntries = Entries{}
