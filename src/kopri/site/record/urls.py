"""Addresses of the app `record`."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from kopri.site.record.views import contradictions, documents, open_data, people, reader, reports, review, series, sources, statements

app_name = "record"


class WordsConverter(StringConverter):
    """A slug in any script."""

    regex = r"[-\w.]+"


register_converter(WordsConverter, "words")

urlpatterns = [
    path("documents/", documents.documents_view, name="documents"),
    path("documents/add/", documents.document_add_view, name="document_add"),
    path("documents/<slug:reference>/", documents.document_view, name="document"),
    path("documents/<slug:reference>/edit/", documents.document_edit_view, name="document_edit"),
    path("documents/<slug:reference>/publish/", documents.document_publish_view, name="document_publish"),
    path("documents/<slug:reference>/assign/", documents.document_assign_view, name="document_assign"),
    path("documents/<slug:reference>/read-again/", documents.document_read_again_view, name="document_read_again"),
    path("documents/<slug:reference>/note/", documents.document_note_view, name="document_note"),
    path("review/", review.review_view, name="review"),
    path("review/cases.json", reader.cases_view, name="cases"),
    path("review/reader/", reader.reader_view, name="reader"),
    path("review/<slug:reference>/", review.desk_view, name="desk"),
    path("review/<slug:reference>/decide/", review.decide_view, name="desk_decide"),
    path("review/<slug:reference>/correct/", review.correct_view, name="desk_correct"),
    path("review/<slug:reference>/bulk/", review.bulk_view, name="desk_bulk"),
    path("statements/", statements.statements_view, name="statements"),
    path("s/<slug:reference>/", statements.statement_view, name="statement"),
    path("s/<slug:reference>/cite.<slug:kind>", statements.citation_view, name="citation"),
    path("s/<slug:reference>/report/", reports.report_error_view, name="report_error"),
    path("reports/", reports.error_reports_view, name="error_reports"),
    path("reports/<slug:reference>/", reports.error_report_view, name="error_report"),
    path("series/", series.series_list_view, name="series_list"),
    path("series/<words:slug>/", series.series_view, name="series"),
    path("contradictions/", contradictions.contradictions_view, name="contradictions"),
    path("warnings/", contradictions.warnings_view, name="warnings"),
    path("people/", people.people_view, name="people"),
    path("people/<words:slug>/", people.person_view, name="person"),
    path("sources/", sources.sources_view, name="sources"),
    path("sources/add/", sources.source_add_view, name="source_add"),
    path("sources/<slug:slug>/", sources.source_view, name="source"),
    path("sources/<slug:slug>/edit/", sources.source_edit_view, name="source_edit"),
    path("documents/<slug:reference>.jsonld", open_data.document_jsonld_view, name="document_jsonld"),
    path("method/", open_data.method_view, name="method"),
    path("data/", open_data.open_data_view, name="open_data"),
    path("feed.atom", open_data.feed_view, name="feed"),
]
