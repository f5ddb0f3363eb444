import { fail } from '../../src-core/result.ts'
import type { Failure } from '../../src-core/result.ts'
import type { Text } from '../../src-core/text.ts'
import { tensorflowVersion } from './installed.ts'

export type Failed = { ok: false; failure: Failure }

export const megabytes = (bytes: number) => `${Math.round(bytes / 1e6).toLocaleString('en')} MB`

const tryLater: Text = {
  en: 'Check the connection and try again: what was fetched is kept.',
  zh: '请检查网络连接后重试，已下载的部分会保留。',
}

/** Where wheels are used, pip can bring TensorFlow as well, and it knows proxies. */
const tryByPip: Text = {
  en: `${tryLater.en} Behind a proxy, install tensorflow-cpu==${tensorflowVersion} with pip in a Python environment and name its Python in LAYERLOOM_PYTHON: it is then shared.`,
  zh: `${tryLater.zh}若须通过代理上网，可用 pip 在 Python 环境中安装 tensorflow-cpu==${tensorflowVersion}，并用环境变量 LAYERLOOM_PYTHON 指定其 Python，即可直接共用。`,
}

const installCompiler: Text = {
  en: 'Install a C++ compiler (Debian and Ubuntu: sudo apt install g++, Fedora: sudo dnf install gcc-c++) and try again.',
  zh: '请安装 C++ 编译器（Debian、Ubuntu：sudo apt install g++；Fedora：sudo dnf install gcc-c++）后重试。',
}

/** @param needed,free bytes */
export const diskTooFull = (directory: string, needed: number, free: number): Failed =>
  fail(
    'disk-full',
    {
      en: `TensorFlow needs ${megabytes(needed)} in ${directory}, but only ${megabytes(free)} are free there.`,
      zh: `TensorFlow 需要在 ${directory} 占用 ${megabytes(needed)}，但该磁盘仅剩 ${megabytes(free)}。`,
    },
    {
      en: 'Free some space, or name a folder on another disk in LAYERLOOM_CACHE, and try again.',
      zh: '请清理磁盘，或用环境变量 LAYERLOOM_CACHE 指定其他磁盘上的文件夹，然后重试。',
    },
  )

/** What the system said while files were written into `directory`. */
export function writeFailure(error: unknown, directory: string): Failed {
  const elsewhere = {
    en: 'Make the folder writable, or name another one in LAYERLOOM_CACHE, and try again.',
    zh: '请将该文件夹设为可写，或用环境变量 LAYERLOOM_CACHE 指定其他文件夹，然后重试。',
  }
  switch (codeOf(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return fail(
        'disk-full',
        {
          en: `The disk became full while TensorFlow was written into ${directory}.`,
          zh: `将 TensorFlow 写入 ${directory} 时磁盘空间不足。`,
        },
        {
          en: 'Free some space and try again: what was fetched is kept.',
          zh: '请清理磁盘后重试，已下载的部分会保留。',
        },
      )
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return fail(
        'no-permission',
        {
          en: `TensorFlow may not be written into ${directory}.`,
          zh: `没有权限将 TensorFlow 写入 ${directory}。`,
        },
        elsewhere,
      )
    default:
      return fail(
        'write-failed',
        {
          en: `TensorFlow could not be written into ${directory} (${reasonOf(error)}).`,
          zh: `无法将 TensorFlow 写入 ${directory}（${reasonOf(error)}）。`,
        },
        elsewhere,
      )
  }
}

/** The address could not be reached, or the connection kept breaking. */
export function networkFailure(error: unknown, url: string): Failed {
  const host = URL.canParse(url) ? new URL(url).host : url
  const code = codeOf(error) ?? reasonOf(error)
  if (/CERT|SELF_SIGNED|ISSUER|VERIFY/.test(code))
    return fail(
      'certificate',
      {
        en: `The certificate of ${host} is not trusted (${code}): a proxy may stand in between.`,
        zh: `${host} 的证书不受信任（${code}），网络中可能有代理。`,
      },
      {
        en: 'Name the proxy’s certificate in NODE_EXTRA_CA_CERTS and start again.',
        zh: '请用环境变量 NODE_EXTRA_CA_CERTS 指定代理的证书文件，然后重新启动。',
      },
    )
  return fail(
    'no-network',
    {
      en: `${host} cannot be reached, or the connection broke (${code}).`,
      zh: `无法连接 ${host}，或连接已中断（${code}）。`,
    },
    process.platform === 'linux' ? tryByPip : tryLater,
  )
}

export const serverRefused = (status: number, url: string): Failed =>
  fail(
    status === 404 || status === 410 ? 'not-there' : 'server-refused',
    {
      en: `${new URL(url).host} did not hand out TensorFlow (answer ${status}).`,
      zh: `${new URL(url).host} 未能提供 TensorFlow（响应 ${status}）。`,
    },
    { en: 'Try again later.', zh: '请稍后重试。' },
  )

export const damaged = (what: string): Failed =>
  fail(
    'damaged',
    {
      en: `What was fetched is not what was asked for: ${what}. It was thrown away.`,
      zh: `下载的文件与预期不符：${what}。该文件已删除。`,
    },
    {
      en: 'Try again. If it happens again, the network changes files on their way.',
      zh: '请重试。若再次出现，说明网络在传输途中更改了文件。',
    },
  )

export const noPip = (): Failed =>
  fail(
    'no-pip',
    {
      en: 'There is no pip (22.2 or later) to ask where TensorFlow can be fetched.',
      zh: '未找到 pip（22.2 或更高版本），无法查询 TensorFlow 的下载地址。',
    },
    {
      en: 'Install Python 3 with pip (Debian and Ubuntu: sudo apt install python3-pip) and try again.',
      zh: '请安装 Python 3 与 pip（Debian、Ubuntu：sudo apt install python3-pip）后重试。',
    },
  )

/** pip is there, but its index could not be reached. */
export const pipOffline = (): Failed =>
  fail(
    'pip-offline',
    {
      en: 'pip cannot reach its package index: there seems to be no network.',
      zh: 'pip 无法连接软件包索引，网络似乎不可用。',
    },
    tryLater,
  )

/** @param words the last line that pip said */
export const pipFailed = (words: string): Failed =>
  fail(
    'pip-failed',
    {
      en: `pip could not say where TensorFlow is to be fetched (${words}).`,
      zh: `pip 未能给出 TensorFlow 的下载地址（${words}）。`,
    },
    {
      en: 'Look at pip’s index settings (`pip config list`), then try again.',
      zh: '请检查 pip 的索引设置（`pip config list`）后重试。',
    },
  )

export const noCompiler = (): Failed =>
  fail(
    'no-compiler',
    {
      en: 'There is no C++ compiler to build the bridge to TensorFlow with.',
      zh: '未找到 C++ 编译器，无法编译连接 TensorFlow 的组件。',
    },
    installCompiler,
  )

/** @param words the first error that the compiler said */
export const buildFailed = (words: string): Failed =>
  fail(
    'build-failed',
    {
      en: `The bridge to TensorFlow could not be compiled (${words}).`,
      zh: `连接 TensorFlow 的组件编译失败（${words}）。`,
    },
    {
      en: 'Update the C++ compiler to one that knows C++17 and try again.',
      zh: '请将 C++ 编译器更新到支持 C++17 的版本后重试。',
    },
  )

export const doesNotRun = (words: string): Failed =>
  fail(
    'does-not-run',
    {
      en: `TensorFlow is there but does not run on this computer (${words}).`,
      zh: `TensorFlow 已下载，但无法在本机运行（${words}）。`,
    },
    {
      en: 'Its build needs Linux with glibc 2.17 or later and a processor with AVX.',
      zh: '该版本需要 glibc 2.17 或更高版本的 Linux，且处理器支持 AVX。',
    },
  )

export const unpackFailed = (words: string): Failed =>
  fail(
    'unpack-failed',
    { en: `TensorFlow’s package could not be unpacked (${words}).`, zh: `TensorFlow 安装包解压失败（${words}）。` },
    { en: 'Try again.', zh: '请重试。' },
  )

export const unsupported = (platform: string, arch: string): Failed =>
  fail(
    'unsupported',
    {
      en: `TensorFlow has no build for ${platform} on ${arch}.`,
      zh: `TensorFlow 没有适用于 ${platform} ${arch} 的版本。`,
    },
    {
      en: 'Networks can be edited and exported here; train on a computer with an x86-64 processor.',
      zh: '在本机仍可编辑和导出网络；请在 x86-64 处理器的计算机上训练。',
    },
  )

/** One way failed, and then the official download did as well: both reasons, and what would mend the first. */
export function bothFailed(first: Failure, official: Failure): Failed {
  return fail(
    first.code,
    {
      en: `${first.message.en} The ready-made libraries could not be had either: ${official.message.en}`,
      zh: `${first.message.zh}也无法获取预编译的官方库：${official.message.zh}`,
    },
    first.advice,
  )
}

export const codeOf = (error: unknown): string | undefined => {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: unknown }
  return typeof code === 'string' ? code : cause ? codeOf(cause) : undefined
}

export const reasonOf = (error: unknown): string =>
  codeOf(error) ?? (error instanceof Error ? error.message : String(error))
