"""Who may do what in the record."""

import rules

from kopri.site.accounts.rules import is_staff_of_record

rules.add_perm("record.manage_source", is_staff_of_record)
rules.add_perm("record.add_document", is_staff_of_record)
rules.add_perm("record.change_document", is_staff_of_record)
rules.add_perm("record.review_statement", is_staff_of_record)
rules.add_perm("record.write_note", is_staff_of_record)
rules.add_perm("record.assign_work", is_staff_of_record)
rules.add_perm("record.answer_error_report", is_staff_of_record)
rules.add_perm("record.report_error", rules.always_allow)
