/* Keys for the coding page.  Everything works without it. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
"use strict";
