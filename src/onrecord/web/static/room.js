/* Pleasant, never needed: every page works without this. */
"use strict";
