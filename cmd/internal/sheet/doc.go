// Package sheet writes the recovery sheet of a sealed archive: a page to print,
// with the key as letters and as a QR code, and what to do with it, with exile
// and without. The page is one HTML file that loads nothing and runs nothing.
//
// The key stands in it in the clear: that is what it is for.
package sheet
