// Package store says what is known about calls and how it is kept: the records,
// the filters, the errors and the interface of an engine. The engines live below
// it (store/sqlite), as do the sources that bring records in (store/source/…),
// the sync that joins and writes them (store/sync) and the configuration that
// says where they come from (store/config).
//
// Times are Unix milliseconds UTC, spans milliseconds, money minor units
// (kopecks); the name of a field says which.
package store
