package text

// factsEntries are the sentences about requests and facts.
var factsEntries = Entries{}
