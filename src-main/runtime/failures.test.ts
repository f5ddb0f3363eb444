import { expect, test } from 'vitest'
import { firstError } from './addon.ts'
import { networkFailure, serverRefused, writeFailure } from './failures.ts'

const system = (code: string) => Object.assign(new Error(code), { code })
/** As `fetch` rejects: the system's error is the cause. */
const fetchError = (code: string) => new TypeError('fetch failed', { cause: system(code) })

test.each([
  ['ENOSPC', 'disk-full'],
  ['EDQUOT', 'disk-full'],
  ['EACCES', 'no-permission'],
  ['EROFS', 'no-permission'],
  ['EIO', 'write-failed'],
])('writing ends with %s: %s', (code, expected) => {
  const { failure } = writeFailure(system(code), '/cache')
  expect(failure.code).toBe(expected)
  expect(failure.message.zh).toContain('/cache')
  expect(failure.advice).toBeDefined()
})

test.each([
  ['ENOTFOUND', 'no-network'],
  ['ECONNREFUSED', 'no-network'],
  ['UND_ERR_CONNECT_TIMEOUT', 'no-network'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'certificate'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificate'],
  ['CERT_HAS_EXPIRED', 'certificate'],
])('the network ends with %s: %s', (code, expected) => {
  const { failure } = networkFailure(fetchError(code), 'https://files.example.org/a.whl')
  expect(failure.code).toBe(expected)
  expect(failure.message.en).toContain(`files.example.org`)
  expect(failure.message.en).toContain(code)
})

test.each([
  [404, 'not-there'],
  [410, 'not-there'],
  [403, 'server-refused'],
  [503, 'server-refused'],
])('a server answers %i: %s', (status, expected) => {
  expect(serverRefused(status, 'https://files.example.org/a.whl').failure.code).toBe(expected)
})

test.each([
  [
    'a.cc:3:10: fatal error: node_api.h: No such file or directory\n 3 | #include',
    'node_api.h: No such file or directory',
  ],
  ["a.cc: In function:\na.cc:9:1: error: 'x' was not declared\nb.cc:1: error: more", "'x' was not declared"],
  ['Killed', undefined],
])('a compiler says %s', (stderr, reason) => {
  expect(firstError(stderr)).toBe(reason)
})
