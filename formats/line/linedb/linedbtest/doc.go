// Package linedbtest writes invented chats as LINE's databases, so that what a reader
// makes of them can be compared with the truth. It opens no database itself: whoever
// tests registers the driver.
package linedbtest
