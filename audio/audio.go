// Package audio is the house of sound. It knows nothing of calls.
//
// Its parts: decode reads recordings, player plays them through device with the tempo of stretch; wave, faults and
// speakers say what is in them, and clip cuts a piece out. The package itself holds [Analyse], which has a recording
// decoded once for all three of them.
package audio
