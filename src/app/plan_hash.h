/*
 * The hash of a form's frozen plan of tables: what the ledger of releases holds each release
 * against.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_PLAN_HASH_H
#define CANVASS_PLAN_HASH_H

#include "app/app.h"
#include "form/form.h"

enum { PLAN_HASH_HEX = 65 };
/* SHA-256 of plan_write, in hexadecimal digits. */
void plan_hash_hex(const struct form *form, char out[PLAN_HASH_HEX]);
/* The same of a plan that is there already. */
struct plan;
void plan_hash_of(const struct plan *plan, char out[PLAN_HASH_HEX]);

#endif
