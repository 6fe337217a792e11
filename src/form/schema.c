/*
 * A JSON Schema of form files.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/author.h"
