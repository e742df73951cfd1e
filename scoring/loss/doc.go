// Package loss is the money of lost calls, in whole minor units (kopecks), never
// in floating point:
//
//	loss = lost calls × conversion × average deal
//
// The cost of the leads that were lost is counted beside it and never mixed in.
package loss
