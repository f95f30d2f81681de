"""A reader's copy of a static file is good for ever, because its name changes with its contents."""

from __future__ import annotations

from pathlib import Path

from django.core.files.storage import FileSystemStorage

from tracker.static_files import HashedFiles


def test_modules_that_a_script_imports_are_asked_for_by_names_of_their_contents(tmp_path: Path) -> None:
    (tmp_path / "main.js").write_text('import { help } from "./help.js";\nhelp();\n')
    (tmp_path / "help.js").write_text("export function help() {}\n")
    files = FileSystemStorage(tmp_path)
    storage = HashedFiles(location=tmp_path, base_url="/static/")
    for _name, _hashed, outcome in storage.post_process({name: (files, name) for name in ("main.js", "help.js")}):
        assert not isinstance(outcome, Exception)
    names = {path.name for path in tmp_path.glob("help.*.js")}
    main = next(path for path in tmp_path.glob("main.*.js")).read_text()
    assert len(names) == 1
    assert f'from "./{names.pop()}"' in main
    assert '"./help.js"' not in main
