import { describe, expect, test, vi } from 'vitest'
import { documentArgument } from './file-argument.ts'
import { readStatus } from './fork.ts'

vi.mock('electron', () => ({ utilityProcess: {} }))

describe('how a utility process ended', () => {
  test.each([
    { status: 0, platform: 'linux', end: { code: 0, signal: null } },
    { status: 1, platform: 'linux', end: { code: 1, signal: null } },
    { status: 9, platform: 'linux', end: { code: null, signal: 'SIGKILL' } },
    { status: 15, platform: 'darwin', end: { code: null, signal: 'SIGTERM' } },
    { status: 11 + 128, platform: 'linux', end: { code: null, signal: 'SIGSEGV' } },
    { status: 9, platform: 'win32', end: { code: 9, signal: null } },
  ] as const)('$status on $platform', ({ status, platform, end }) => {
    expect(readStatus(status, platform)).toEqual(end)
  })
})

describe('the document among the arguments', () => {
  test.each([
    { args: ['layerloom'], found: undefined },
    { args: ['net.loom'], found: undefined },
    { args: ['electron', '.', 'net.loom'], found: '/home/ada/net.loom' },
    { args: ['layerloom', '--x=a.loom', '/nets/网络.loom', '--flag'], found: '/nets/网络.loom' },
  ])('$args', ({ args, found }) => {
    expect(documentArgument(args, '/home/ada')).toBe(found)
  })
})
