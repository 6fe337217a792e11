/*
 * A guide as a facilitator would read it.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/guide.h"
