import { describe, expect, test } from 'vitest'
import { asFileName, documentName, folderOf, resolvePath, withExtension } from './paths.ts'

describe('paths of either system', () => {
  test.each([
    ['/home/ann/nets', 'a.loom', '/home/ann/nets/a.loom'],
    ['/', 'a.loom', '/a.loom'],
    ['C:\\Users\\Ann', 'a.loom', 'C:\\Users\\Ann\\a.loom'],
    ['C:\\', 'a.loom', 'C:\\a.loom'],
    ['/home/ann', '/tmp/b.loom', '/tmp/b.loom'],
    ['C:\\Users', 'D:\\b.loom', 'D:\\b.loom'],
  ])('%s and %s', (folder, typed, path) => expect(resolvePath(folder, typed)).toBe(path))

  test.each([
    ['/home/ann/a.loom', '/home/ann'],
    ['/a.loom', '/'],
    ['C:\\a.loom', 'C:\\'],
    ['a.loom', ''],
  ])('the folder of %s', (path, folder) => expect(folderOf(path)).toBe(folder))

  test('a document is called what its file is called', () => {
    expect(documentName('/home/ann/LeNet 5.loom')).toBe('LeNet 5')
    expect(documentName('C:\\nets\\net.LOOM')).toBe('net')
  })

  test('an extension is added once', () => {
    expect(withExtension('/a/net', 'loom')).toBe('/a/net.loom')
    expect(withExtension('/a/net.Loom', 'loom')).toBe('/a/net.Loom')
    expect(withExtension('/a/folder', undefined)).toBe('/a/folder')
  })

  test('a title becomes a name that every file system takes', () => {
    expect(asFileName('LeNet-5: published/1998?')).toBe('LeNet-5 published 1998')
    expect(asFileName('网络 一号')).toBe('网络 一号')
    expect(asFileName('///')).toBe('network')
  })
})
