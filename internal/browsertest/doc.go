// Package browsertest drives a Chromium for tests that do what a person does: open a page,
// click on what has a name, type, drop files, look. It is for tests alone; no program imports it.
//
// A browser starts with an empty profile and resolves no name but this machine's. It may ask for nothing
// but what its pages are allowed to, [Tab.Within]; whatever else it asks for, and what goes wrong in a page
// unseen, fails the test:
//
//   - requests elsewhere, a look at a name's address among them
//   - errors in the console, exceptions that nobody caught, what a policy refused
//   - dialogs, windows and downloads that the test did not ask for
//
// A test that expects such a thing takes it with [Page.Troubles].
//
// Tests are skipped where there is no Chromium. With EXILE_SHOTS=FOLDER the pages of tests that
// fail are pictured there, and those that a test shows with [Page.Shot].
package browsertest
