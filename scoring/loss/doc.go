// Package loss counts lost money: lost calls × conversion × average deal, and
// beside it, never mixed in, lost calls × lead cost. Integers all the way.
package loss
