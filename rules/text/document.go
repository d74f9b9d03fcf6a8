package text

// documentEntries are the sentences about reading TOML.
var documentEntries = Entries{}
