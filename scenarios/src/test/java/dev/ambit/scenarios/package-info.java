/// What Ambit does, end to end: one class for each scenario of the README's list, named after it. Each starts from the packaged
/// server in a process of its own and speaks to it as anybody would, over HTTP and on the command line; and each asserts what was
/// allowed, what was refused and why, what ended, and what the decision record says, inputs included.
package dev.ambit.scenarios;
