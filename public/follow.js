/* Lets the wall and the facilitator's page follow.  Everything works without it. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
"use strict";
