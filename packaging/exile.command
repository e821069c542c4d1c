#!/bin/sh
# Opens the window of exile. Terminal shows this; leave it open until you are done.
cd "$(dirname "$0")" && exec ./exile serve
