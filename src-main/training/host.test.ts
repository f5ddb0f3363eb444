import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ended, phase, ready, scriptedTrainer, scriptOf } from '../../test/training/scripts.ts'
import type { Action } from '../../test/training/scripts.ts'
import { forkNode } from './child.ts'
import { hostTrainer } from './host.ts'
import type { Patience } from './host.ts'
import type { TrainerReport } from './messages.ts'

function host(script: readonly Action[], patience: Partial<Patience> = {}, trainer = scriptedTrainer) {
  const reports: TrainerReport[] = []
  const lines: string[] = []
  const hosted = hostTrainer({
    fork: forkNode,
    trainer,
    env: { ...process.env, ...scriptOf(script) },
    order: { type: 'train', directory: '/nowhere' },
    onReport: (report) => reports.push(report),
    onLine: (line) => lines.push(line),
    patience,
  })
  return { hosted, reports, lines }
}

const failureOf = async (script: readonly Action[], patience?: Partial<Patience>, trainer?: string) => {
  const end = await host(script, patience, trainer).hosted.ended
  expect(end.how).toBe('failed')
  return end.how === 'failed' ? end.failure : undefined
}

const until = async (holds: () => boolean) => {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10))
}

describe('how a trainer ended', () => {
  test('done, by its own last word, with everything that it said before', async () => {
    const { hosted, reports } = host([ready(3), { do: 'steps', from: 1, to: 3, epoch: 1 }, ended('done')])
    expect(await hosted.ended).toEqual({ how: 'done' })
    expect(reports.map(({ type }) => type)).toEqual(['ready', 'steps', 'steps', 'steps', 'ended'])
  })

  test.each<[string, Action[], { code: string; says: string }]>([
    ['crashed', [ready(3), { do: 'kill', signal: 'SIGSEGV' }], { code: 'trainer-crashed', says: 'SIGSEGV' }],
    ['aborted', [ready(3), { do: 'kill', signal: 'SIGABRT' }], { code: 'trainer-crashed', says: 'SIGABRT' }],
    ['on an old processor', [{ do: 'kill', signal: 'SIGILL' }], { code: 'trainer-crashed', says: 'processor lacks' }],
    ['killed by somebody', [ready(3), { do: 'kill', signal: 'SIGKILL' }], { code: 'trainer-killed', says: 'SIGKILL' }],
    [
      'aborted for want of memory',
      [
        { do: 'print', text: "terminate called after throwing an instance of 'std::bad_alloc'\n" },
        { do: 'kill', signal: 'SIGABRT' },
      ],
      { code: 'out-of-memory', says: 'out of memory' },
    ],
    ['by itself', [ready(3), { do: 'exit', code: 0 }], { code: 'trainer-ended', says: 'exit code 0' }],
    ['by an exception', [ready(3), { do: 'throw', message: 'a bug' }], { code: 'trainer-ended', says: 'Error: a bug' }],
    ['before it said anything', [{ do: 'exit', code: 3 }], { code: 'trainer-not-started', says: 'exit code 3' }],
    [
      'by a failure that it told',
      [
        {
          do: 'tell',
          report: { type: 'failed', failure: { code: 'diverged', message: { en: 'It diverged.', zh: '发散了。' } } },
        },
      ],
      { code: 'diverged', says: 'It diverged.' },
    ],
  ])('%s', async (_name, script, { code, says }) => {
    const failure = await failureOf(script)
    expect(failure).toMatchObject({ code, message: { en: expect.stringContaining(says), zh: expect.any(String) } })
  })

  test('a trainer that is not there, or cannot be run, could not be started', async () => {
    const missing = await failureOf([], {}, join(import.meta.dirname, 'no-such-trainer.js'))
    expect(missing).toMatchObject({ code: 'trainer-not-started' })
    expect(missing!.message.en).toContain('Cannot find module')
    const { ended } = hostTrainer({
      fork: () => {
        throw new Error('spawn EAGAIN')
      },
      trainer: '',
      env: {},
      order: { type: 'train', directory: '/nowhere' },
      onReport: () => {},
    })
    expect(await ended).toMatchObject({ failure: { code: 'trainer-not-started' } })
  })

  test.each<[string, Action[], Partial<Patience>, string]>([
    ['while preparing', [{ do: 'hang' }], { preparing: 300, training: 60_000 }, '0.3 seconds'],
    ['while training', [ready(3), { do: 'hang' }], { preparing: 60_000, training: 400 }, '0.4 seconds'],
  ])('a hang %s is ended and said', async (_name, script, patience, says) => {
    const failure = await failureOf(script, patience)
    expect(failure).toMatchObject({ code: 'trainer-hung', message: { en: expect.stringContaining(says) } })
  })

  test('signs of life keep a slow one alive, whatever they are', async () => {
    const alive: Action[] = [
      { do: 'wait', for: 300 },
      { do: 'tell', report: { type: 'alive' } },
    ]
    const script = [...Array.from({ length: 8 }, () => alive).flat(), ended('done')]
    expect(await host(script, { preparing: 2_000 }).hosted.ended).toEqual({ how: 'done' })
  })

  test('what is no report is passed over and noted once', async () => {
    const garbage: Action[] = ['text', 3, { type: 'steps' }, { type: 'made-up' }].map((report) => ({
      do: 'tell',
      report,
    }))
    const { hosted, reports, lines } = host([...garbage, ready(1), ended('done')])
    expect(await hosted.ended).toEqual({ how: 'done' })
    expect(reports.map(({ type }) => type)).toEqual(['ready', 'ended'])
    expect(lines).toEqual(["The trainer said what is no report: 'text'"])
  })

  test('figures that are no numbers arrive as they are', async () => {
    const { hosted, reports } = host([{ do: 'diverge', step: 1, epoch: 1 }, ended('done')])
    await hosted.ended
    expect(reports[0]).toEqual({ type: 'steps', steps: [{ step: 1, epoch: 1, loss: NaN, accuracy: Infinity }] })
  })

  test('one that does not leave after its last word is ended, and what it said holds', async () => {
    const { hosted } = host([ended('done'), { do: 'hang' }], { stopping: 200 })
    expect(await hosted.ended).toEqual({ how: 'done' })
  })

  test('what it writes by itself comes in lines', async () => {
    const { hosted, lines } = host([{ do: 'print', text: 'one\ntw' }, { do: 'print', text: 'o' }, ended('done')])
    await hosted.ended
    expect(lines).toEqual(['one', 'two'])
  })
})

describe('stopping', () => {
  test('is asked for, and waited for', async () => {
    const { hosted, reports } = host([ready(3), { do: 'untilOrder', type: 'stop' }, ended('stopped')])
    await until(() => reports.length > 0)
    hosted.stop()
    expect(await hosted.ended).toEqual({ how: 'stopped' })
    expect(reports.map(({ type }) => type)).toEqual(['ready', 'ended'])
  })

  test('one that does not listen is left alone at first, and ended when asked again later', async () => {
    const { hosted, reports } = host([ready(3), phase('training'), { do: 'hang' }], { stopping: 300 })
    await until(() => reports.length > 1)
    hosted.stop()
    hosted.stop()
    const soon = await Promise.race([hosted.ended, new Promise((resolve) => setTimeout(resolve, 400, 'lives'))])
    expect(soon).toBe('lives')
    hosted.stop()
    expect(await hosted.ended).toEqual({ how: 'stopped' })
  })

  test('closing ends it in any case', async () => {
    const { hosted, reports } = host([ready(3), { do: 'hang' }], { stopping: 200 })
    await until(() => reports.length > 0)
    expect(await hosted.close()).toEqual({ how: 'stopped' })
  })
})
