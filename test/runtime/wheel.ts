import { execFileSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cpuKit } from '../../src-main/runtime/kit.ts'
import type { Kit } from '../../src-main/runtime/kit.ts'
import type { Wheel } from '../../src-main/runtime/pip.ts'
import { zipSync } from 'fflate'

export const wheelName = 'tensorflow_cpu-2.19.1-cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64.whl'

/**
 * A small wheel that acts like TensorFlow's: its headers are TensorFlow's own, and its two libraries, some kilobytes
 * each, do nothing but load the 750 MB of a TensorFlow that is already on this computer. `work` must stay.
 *
 * @param tensorflow the `tensorflow` folder of that one
 */
export function makeWheel(tensorflow: string, work: string): Buffer {
  const stub = (name: string) => {
    const real = join(work, `real-${name}`)
    const compile = (out: string, ...more: string[]) =>
      execFileSync('g++', ['-shared', '-fPIC', '-x', 'c++', '/dev/null', '-x', 'none', ...more, '-o', out])
    // A library without a name of its own is linked by its path; then the real one takes its place.
    compile(real)
    const loader = join(work, name)
    compile(loader, `-Wl,-soname,${name}`, '-Wl,--no-as-needed', real)
    rmSync(real)
    symlinkSync(join(tensorflow, name), real)
    return readFileSync(loader)
  }
  mkdirSync(work, { recursive: true })
  const headers = join(tensorflow, 'include')
  const wanted = readdirSync(headers, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /^(tensorflow\/c\/|xla\/tsl\/c\/|tensorflow\/core\/platform\/ctstring|tsl\/platform\/ctstring).*\.h$/.test(path),
  )
  const metadata = 'Metadata-Version: 2.1\nName: tensorflow-cpu\nVersion: 2.19.1\n'
  const wheel = 'Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: false\nTag: cp312-cp312-manylinux_2_17_x86_64\n'
  return Buffer.from(
    zipSync({
      // Random, so that it stays large: something to be cut in the middle of.
      'tensorflow/python/large.bin': [randomBytes(6_000_000), { level: 0 }],
      'tensorflow/libtensorflow_cc.so.2': stub('libtensorflow_cc.so.2'),
      'tensorflow/libtensorflow_framework.so.2': stub('libtensorflow_framework.so.2'),
      ...Object.fromEntries(
        wanted.map((path) => [`tensorflow/include/${path}`, readFileSync(join(headers, path))] as const),
      ),
      'tensorflow/include/tensorflow/cc/not-wanted.h': Buffer.from('// the addon does not include it\n'),
      'tensorflow_cpu-2.19.1.dist-info/METADATA': Buffer.from(metadata),
      'tensorflow_cpu-2.19.1.dist-info/WHEEL': Buffer.from(wheel),
      'tensorflow_cpu-2.19.1.dist-info/RECORD': Buffer.from(''),
    }),
  )
}

/** A kit of such a wheel alone. */
export const kitOf = (content: Buffer): Kit => ({ ...cpuKit, wheels: [knownWheel(content)] })

/** What is known of such a wheel in advance. */
export const knownWheel = (content: Buffer): Wheel => ({
  project: 'tensorflow-cpu',
  version: '2.19.1',
  platform: 'manylinux_2_17_x86_64',
  bytes: content.length,
  sha256: createHash('sha256').update(content).digest('hex'),
})

/** The files of a package index that has this one wheel; pip is pointed to it by `PIP_INDEX_URL`. */
export function packageIndex(wheel: Buffer): Record<string, Buffer> {
  const { sha256 } = knownWheel(wheel)
  const page = `<!doctype html><html><body><a href="/files/${wheelName}#sha256=${sha256}">${wheelName}</a></body></html>`
  return { '/simple/tensorflow-cpu/': Buffer.from(page), [`/files/${wheelName}`]: wheel }
}

/** The archives of tfjs-node's own download, of links to libraries that are here and of an addon that is built. */
export function officialArchives(tensorflow: string, addon: string, work: string): Record<string, Buffer> {
  const library = join(work, 'official', 'lib')
  mkdirSync(library, { recursive: true })
  for (const [name, target] of [
    ['libtensorflow.so.2', 'libtensorflow_cc.so.2'],
    ['libtensorflow_cc.so.2', 'libtensorflow_cc.so.2'],
    ['libtensorflow_framework.so.2', 'libtensorflow_framework.so.2'],
  ] as const)
    symlinkSync(join(tensorflow, target), join(library, name))
  mkdirSync(join(work, 'napi-v8'))
  writeFileSync(join(work, 'napi-v8', 'tfjs_binding.node'), readFileSync(addon))
  const pack = (folder: string, name: string) =>
    execFileSync('tar', ['-czf', '-', '-C', folder, name], { maxBuffer: 1 << 26 })
  return {
    '/tensorflow/libtensorflow/libtensorflow-cpu-linux-x86_64-2.9.1.tar.gz': pack(join(work, 'official'), 'lib'),
    '/tf-builds/pre-built-binary/napi-v8/4.22.0/CPU-linux-4.22.0.tar.gz': pack(work, 'napi-v8'),
  }
}
