/** Gives a person a file that the window made: where to is the browser's or the system's to ask. */
export function download(name: string, content: Blob): void {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = name.replace(/[/\\:*?"<>|]+/g, '-')
  link.click()
  // The download has taken hold of its content by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
