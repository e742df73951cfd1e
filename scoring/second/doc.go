// Package second is the pure half of the second judge: what a language model is
// asked about a call, and what of its answer is believed. A model's word counts
// only where it can be checked: its quotes must stand in the transcript, its
// verdicts and segments must exist, and what is a matter of time stays computed.
// The network half is store/judge.
package second
