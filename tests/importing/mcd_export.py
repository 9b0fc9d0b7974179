"""Make a small export of the Medicare Coverage Database with the official column names, zipped as CMS zips it."""

import csv
import io
import zipfile
from pathlib import Path

HEADERS = {
    "article.csv": "article_id,article_version,article_type,title,article_pub_date,article_eff_date,article_end_date,"
    "description,other_comments,sad_url,status,last_updated,history_exp,key_article,icd9_covered_para,"
    "icd9_noncovered_para,revenue_para,thirty_percent,article_rev_end_date,source_article_id,date_retired,keywords,"
    "icd10_doc,add_icd10_info,cms_cov_policy,display_id,reference_article",
    "article_x_hcpc_code.csv": "article_id,article_version,hcpc_code_id,hcpc_code_version,hcpc_code_group,range,"
    "last_updated,long_description,short_description",
    "article_x_icd10_covered.csv": "article_id,article_version,icd10_code_id,icd10_code_version,icd10_covered_group,"
    "range,last_updated,sort_order,description,asterisk",
    "article_x_icd10_covered_group.csv": "article_id,article_version,icd10_covered_group,paragraph,last_updated,"
    "icd10_covered_ast",
    "article_x_icd10_noncovered.csv": "article_id,article_version,icd10_code_id,icd10_code_version,"
    "icd10_noncovered_group,range,last_updated,sort_order,description",
    "article_x_contractor.csv": "article_id,article_version,article_type,contractor_id,contractor_type_id,"
    "contractor_version,last_updated",
    "article_related_documents.csv": "article_id,article_version,related_num,r_article_id,r_article_version,r_lcd_id,"
    "r_lcd_version,r_contractor_id,last_updated",
    "contractor.csv": "contractor_id,contractor_type_id,contractor_version,contractor_bus_name,contractor_number,"
    "dmerc_rgn,address1,address2,address3,city,state_id,zipcode,phone,fax,status,last_updated,url,email,ignore,"
    "status_flag,cmd_name,cmd_title,contractor_subtype_id",
    "contractor_jurisdiction.csv": "contractor_id,contractor_type_id,contractor_version,state_id,last_updated,"
    "active_date,term_date",
    "state_lookup.csv": "state_id,state_abbrev,description",
    "lcd.csv": "lcd_id,lcd_version,title,determination_number,orig_det_eff_date,ent_det_end_date,rev_eff_date,"
    "rev_end_date,indication,diagnoses_support,icd9_dont_support_para,icd9_dont_support_ast,diagnoses_dont_support,"
    "coding_guidelines,doc_reqs,appendices,util_guide,source_info,adv_meeting,comment_start_dt,comment_end_dt,"
    "notice_start_dt,rev_hist_num,history_exp,last_reviewed_on,status,last_updated,cms_cov_policy,display_id,"
    "draft_contact,revenue_para,thirty_percent,keywords,associated_info,notice_end_dt,date_retired,"
    "draft_released_date,source_lcd_id,add_icd10_info,icd10_doc,synopsis_changes,bibliography,summary_of_evidence,"
    "analysis_of_evidence,mcd_publish_date,issue,issue_change,mac_initiated",
    "lcd_x_hcpc_code.csv": "lcd_id,lcd_version,hcpc_code_id,hcpc_code_version,hcpc_code_group,range,last_updated,"
    "long_description,short_description",
    "lcd_x_contractor.csv": "lcd_id,lcd_version,contractor_id,contractor_type_id,contractor_version,last_updated",
}
Rows = dict[str, list[dict[str, str]]]
CONTRACTORS: Rows = {
    "contractor.csv": [
        {"contractor_id": "1", "contractor_type_id": "9", "contractor_version": "1", "contractor_bus_name": name}
        | {"contractor_id": str(number)}
        for number, name in ((1, "Novitas Solutions, Inc."), (2, "CGS Administrators, LLC"))
    ],
    "contractor_jurisdiction.csv": [
        {"contractor_id": "1", "contractor_type_id": "9", "contractor_version": "1", "state_id": "10"},
        {"contractor_id": "1", "contractor_type_id": "9", "contractor_version": "1", "state_id": "11"}
        | {"term_date": "2020-01-01 00:00:00"},
        {"contractor_id": "2", "contractor_type_id": "9", "contractor_version": "1", "state_id": "12"},
    ],
    "state_lookup.csv": [
        {"state_id": "10", "state_abbrev": "PA", "description": "Pennsylvania"},
        {"state_id": "11", "state_abbrev": "NY", "description": "New York"},
        {"state_id": "12", "state_abbrev": "OH", "description": "Ohio"},
    ],
}


def article(number: str, **cells: str) -> dict[str, str]:
    """Give an active billing article."""
    given = {
        "article_id": number,
        "article_version": "5",
        "article_type": "6",
        "title": "Billing and Coding",
        "status": "A",
    }
    dates = {"article_eff_date": "2024-04-01 00:00:00", "last_updated": "2026-11-05 10:00:00"}
    return given | dates | cells


def of_article(number: str, **cells: str) -> dict[str, str]:
    """Give a row of one of the article's tables."""
    return {"article_id": number, "article_version": "5"} | cells


def trigger_points() -> Rows:
    """Give one LCD with its article for Pennsylvania: two diagnoses for 20552 and 20553, one group left unclear."""
    return {
        **CONTRACTORS,
        "article.csv": [
            article(
                "57751",
                description="<p>Report <b>one</b> unit of 20552&nbsp;a day.</p><ul><li>Keep the record</li></ul>",
            )
        ],
        "article_related_documents.csv": [of_article("57751", r_lcd_id="35010")],
        "article_x_contractor.csv": [
            of_article("57751", contractor_id="1", contractor_type_id="9", contractor_version="1")
        ],
        "article_x_hcpc_code.csv": [
            of_article("57751", hcpc_code_id=c, hcpc_code_group="1") for c in ("20552", "20553")
        ],
        "article_x_icd10_covered_group.csv": [
            of_article("57751", icd10_covered_group="1", paragraph="<p>These support CPT codes 20552 and 20553:</p>"),
            of_article("57751", icd10_covered_group="2", paragraph="Secondary codes, with a primary from group 1."),
        ],
        "article_x_icd10_covered.csv": [
            of_article("57751", icd10_code_id=code, icd10_covered_group=group)
            for code, group in (("M79.18", "1"), ("M54.12", "1"), ("G89.4", "2"))
        ],
        "article_x_icd10_noncovered.csv": [of_article("57751", icd10_code_id="XX000", icd10_noncovered_group="1")],
        "lcd.csv": [
            {"lcd_id": "35010", "lcd_version": "40", "title": "Trigger Point Injections", "status": "A"}
            | {"orig_det_eff_date": "2015-10-01 00:00:00", "rev_eff_date": "2024-04-01 00:00:00"}
            | {
                "last_updated": "2026-11-04 10:00:00",
                "util_guide": "<p>Moonlight sessions: three in twelve months.</p>",
            }
        ],
        "lcd_x_contractor.csv": [
            {
                "lcd_id": "35010",
                "lcd_version": "40",
                "contractor_id": "1",
                "contractor_type_id": "9",
                "contractor_version": "1",
            }
        ],
    }


def with_cataract() -> Rows:
    """Give the same, and beside it a pair for Ohio that has nothing to do with pain."""
    rows = {name: list(held) for name, held in trigger_points().items()}
    contractor = {"contractor_id": "2", "contractor_type_id": "9", "contractor_version": "1"}
    lcd = {"lcd_id": "33558", "lcd_version": "9"}
    more = {
        "article.csv": article(
            "56544", title="Billing and Coding: Cataract Extraction", description="<p>Report 66984 once an eye.</p>"
        ),
        "article_related_documents.csv": of_article("56544", r_lcd_id="33558"),
        "article_x_contractor.csv": of_article("56544", **contractor),
        "article_x_hcpc_code.csv": of_article("56544", hcpc_code_id="66984", hcpc_code_group="1"),
        "article_x_icd10_covered_group.csv": of_article(
            "56544", icd10_covered_group="1", paragraph="For CPT code 66984:"
        ),
        "article_x_icd10_covered.csv": of_article("56544", icd10_code_id="H25.11", icd10_covered_group="1"),
        "lcd.csv": lcd
        | {"title": "Cataract Extraction", "status": "A", "rev_eff_date": "2021-05-01 00:00:00"}
        | {"last_updated": "2026-11-04 10:00:00", "indication": "<p>Cataract surgery is covered when sight fails.</p>"},
        "lcd_x_contractor.csv": lcd | contractor,
    }
    for name, row in more.items():
        rows[name].append(row)
    return rows


def many(articles: int) -> Rows:
    """Give the pain pair and many articles more, so that an import takes a while."""
    rows = {name: list(held) for name, held in trigger_points().items()}
    for number in map(str, range(60_000, 60_000 + articles)):
        text = "".join(f"<p>Moonlight {number} paragraph {n} of the article.</p>" for n in range(60))
        rows["article.csv"].append(article(number, title=f"Billing {number}", description=text))
        rows["article_x_hcpc_code.csv"].append(of_article(number, hcpc_code_id="20610", hcpc_code_group="1"))
        for n in range(60):
            row = of_article(number, icd10_code_id=f"M{10 + n}.9", icd10_covered_group="1")
            rows["article_x_icd10_covered.csv"].append(row)
    return rows


def write(path: Path, rows: Rows) -> Path:
    """Write the tables as `current_article.zip` is: a zip that holds a zip of CSV files."""
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, header in HEADERS.items():
            text = io.StringIO(newline="")
            writer = csv.DictWriter(text, header.split(","), restval="")
            writer.writeheader()
            writer.writerows(rows.get(name, []))
            archive.writestr(name, text.getvalue().encode("utf-8-sig"))
    with zipfile.ZipFile(path, "w") as outer:
        outer.writestr("current_article_csv.zip", inner.getvalue())
    return path
