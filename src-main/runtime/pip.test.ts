import { describe, expect, test } from 'vitest'
import { foundLink, readReport } from './pip.ts'

const wheel = 'https://files.example.org/packages/28/65/tensorflow_cpu-2.19.1-cp312-cp312-manylinux_2_17_x86_64.whl'

/** Lines as pip 23.0, 23.2 and 24.2 say them. */
const log = `
Using pip 24.2 from /usr/lib/python3/dist-packages/pip (python 3.13)
  Skipping link: none of the wheel's tags (cp311-cp311-win_amd64) are compatible: https://files.example.org/packages/aa/tensorflow_cpu-2.19.1-cp311-cp311-win_amd64.whl (from https://example.org/simple/tensorflow-cpu/) (requires-python:>=3.9)
  Found link https://files.example.org/packages/bb/tensorflow_cpu-2.19.0-cp312-cp312-manylinux_2_17_x86_64.whl (from https://example.org/simple/tensorflow-cpu/) (requires-python:>=3.9), version: 2.19.0
  Found link ${wheel} (from https://example.org/simple/tensorflow-cpu/) (requires-python:>=3.9), version: 2.19.1
  Found link https://files.example.org/packages/cc/tensorflow_cpu-2.20.0-cp312-cp312-manylinux_2_17_x86_64.whl (from https://example.org/simple/tensorflow-cpu/) (requires-python:>=3.9), version: 2.20.0
`

describe('the address in pip’s log', () => {
  test.each([
    { name: 'of the version asked for', log, url: wheel },
    {
      name: 'of an index of plain pages, with the hash behind it',
      log: `  Found link ${wheel}#sha256=2cb4b20f (from https://example.org/simple/tensorflow-cpu/), version: 2.19.1\n`,
      url: wheel,
    },
    {
      name: 'of a file in a folder of the person’s own',
      log: '  Found link file:///opt/wheels/tensorflow_cpu-2.19.1-cp312-cp312-linux_x86_64.whl (from x), version: 2.19.1\n',
      url: 'file:///opt/wheels/tensorflow_cpu-2.19.1-cp312-cp312-linux_x86_64.whl',
    },
    {
      name: 'not of a line that has not yet come to its end',
      log: `  Found link ${wheel} (from https://example.org/simple/tensorflow-cpu/), version: 2.19.1`,
      url: undefined,
    },
    {
      name: 'not of a source archive',
      log: '  Found link https://files.example.org/tensorflow_cpu-2.19.1.tar.gz (from x), version: 2.19.1\n',
      url: undefined,
    },
    { name: 'not of another version', log: log.replaceAll('2.19.1', '2.19.10'), url: undefined },
  ])('$name', ({ log, url }) => {
    expect(foundLink(log, '2.19.1')).toBe(url)
  })
})

describe('the address in pip’s report', () => {
  const report = {
    version: '1',
    pip_version: '23.0.1',
    install: [
      {
        download_info: { url: wheel, archive_info: { hash: 'sha256=2cb4b20f' } },
        is_direct: false,
        requested: true,
        metadata: { name: 'tensorflow_cpu', version: '2.19.1', description: 'Braces {\n} in it' },
      },
    ],
    environment: { platform_machine: 'x86_64' },
  }
  const said = JSON.stringify(report, undefined, 2)

  test.each([
    { name: 'alone', stdout: said, url: wheel },
    {
      name: 'after a log and before pip’s last words',
      stdout: `Looking in indexes\n${said}\nWould install x\n`,
      url: wheel,
    },
    {
      name: 'that would install nothing',
      stdout: JSON.stringify({ ...report, install: [] }, undefined, 2),
      url: undefined,
    },
    { name: 'cut off', stdout: said.slice(0, 200), url: undefined },
    { name: 'that is none', stdout: 'Would install tensorflow-cpu-2.19.1\n', url: undefined },
  ])('$name', ({ stdout, url }) => {
    expect(readReport(stdout)).toBe(url)
  })
})
