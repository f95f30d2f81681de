"""The page on which evidence is made: the text of a source beside the fields of a record (scenarios E1 and E2).

``targets`` lists what can be cited and what speaks for it already, ``texts`` cuts a text into paragraphs and marks,
``choosing`` finds a source, ``reading`` proposes dates and says where sources differ, ``form`` holds what was typed
against the text, ``saving`` writes it in one transaction, ``page`` shows it. A quote stands in the text or is refused.
"""
