-- The ledger only grows: no statement changes a line.
-- SPDX-License-Identifier: AGPL-3.0-or-later

-- name: ledger_add
INSERT INTO ledger (survey, number, line) VALUES (:survey, :number, :line);
