"""Evaluates programs to JSON with go-jsonnet or jrsonnet, in this process, one after the other.

    evaluate.py gojsonnet|rjsonnet OUTPUT-FOLDER IMPORT-FOLDERS PROGRAM...

IMPORT-FOLDERS are separated by colons. Prints the seconds that evaluating and writing took, without Python's own start.
"""
import pathlib
import sys
import time


def main(module, output, folders, *programs):
    if module == 'gojsonnet':
        import _gojsonnet as evaluator
    else:
        import rjsonnet as evaluator
    started = time.monotonic()
    for path in programs:
        program = pathlib.Path(path)
        text = evaluator.evaluate_file(str(program), jpathdir=folders.split(':'))
        (pathlib.Path(output) / f'{program.stem}.json').write_text(text)
    print(time.monotonic() - started)


main(*sys.argv[1:])
