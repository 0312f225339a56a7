import sys, time, csv, tempfile
from pathlib import Path
import pytest
from app.access.standing import operator, standing_of, acting_as
from app.exchange.seeding import plant_catalogues, seed_folder
from app.exchange.importing import bring_in
from app.exchange.sheet import read
from app.exchange.ways import ByDocument, ForApproval
from app.exchange.exporting import export
from app.areas.organization.models import OrgUnit
from app.areas.personnel.models import Employee
from tests.people import make_user
def test_perf(product_app, tmp_path):
    with product_app.app_context(), operator("t"):
        t=time.perf_counter(); plant_catalogues(); print("catalogues", time.perf_counter()-t)
        t=time.perf_counter(); r=bring_in(OrgUnit, read(seed_folder()/"organizations_2023.csv"), ByDocument("1"), defaults={"valid_from":"2004-01-01","valid_to":"2025-06-30"}); print(r.summary, time.perf_counter()-t)
        bring_in(OrgUnit, read(seed_folder()/"organizations_2025.csv"), ByDocument("1"))
        head=["staff_number","full_name","gender_code","born_on","personal_id_number","staff_type_code","status_code","unit_id","ethnic_group_code"]
        codes=[k for k in __import__("app.records.catalogues",fromlist=["x"]).catalogues().items("staff_types")]
        st=list(__import__("app.records.catalogues",fromlist=["x"]).catalogues().items("employment_statuses"))
        def rows(n, off=0):
            yield head
            for i in range(n): yield [f"TQ-{off+i:06d}",f"Nguyễn Văn Số{i}","Nam","12/03/1979",f"0{off+i+10**10:011d}"[-12:],codes[0],st[0],"H60.05","Kinh"]
        p=tmp_path/"e.csv"
        with p.open("w",newline="") as f: csv.writer(f).writerows(rows(5000))
        t=time.perf_counter(); r=bring_in(Employee, read(p), ByDocument("1")); print(r.summary, time.perf_counter()-t, [x.sentence for x in r.findings[:3]])
        t=time.perf_counter(); r=bring_in(Employee, read(p), ByDocument("1")); print(r.summary, time.perf_counter()-t)
        for fmt in ("xlsx","csv"):
            t=time.perf_counter()
            with tempfile.TemporaryFile() as to: d=export(Employee,None,None,to,fmt)
            print(fmt, d.rows, len(d.columns), time.perf_counter()-t)
        u=make_user("officer","province_officer")
        s=standing_of(u)
    with product_app.app_context(), acting_as(s):
        p=tmp_path/"f.csv"
        with p.open("w",newline="") as f: csv.writer(f).writerows(rows(300, 10000))
        t=time.perf_counter(); r=bring_in(Employee, read(p), ForApproval()); print(r.summary, time.perf_counter()-t, [x.sentence for x in r.findings[:3]])
