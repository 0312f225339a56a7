"""The national packet: everything official, in the ten data groups of NĐ 27/2026/NĐ-CP, in one file that is verified offline."""
