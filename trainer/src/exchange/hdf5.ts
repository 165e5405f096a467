import { File, ready, type Group } from 'h5wasm';

/**
 * HDF5 files as bytes in memory. The C library of HDF5 runs in WebAssembly and sees a file system
 * of its own with this one file in it: what a hostile file breaks there breaks nothing here, and
 * an external link in it leads nowhere.
 */

/** @returns the bytes of the file that `fill` has filled */
export async function writeHdf5(fill: (root: Group) => void): Promise<Uint8Array> {
  const { FS } = await openLibrary();
  try {
    const file = new File(NAME, 'w');
    try {
      fill(file);
    } finally {
      file.close();
    }
    return FS.readFile(NAME);
  } finally {
    FS.unlink(NAME);
  }
}

/**
 * @param read gets the root and must not keep it: the file is closed when it returns
 * @throws whatever the library throws where the bytes are no sound HDF5 file
 */
export async function readHdf5<T>(bytes: Uint8Array, read: (root: Group) => T): Promise<T> {
  const { FS } = await openLibrary();
  FS.writeFile(NAME, bytes);
  try {
    const file = new File(NAME, 'r');
    if (file.file_id < 0n) throw new Error('its beginning or its length is not that of one');
    try {
      return read(file);
    } finally {
      file.close();
    }
  } finally {
    FS.unlink(NAME);
  }
}

/** One file at a time: neither function above waits for anything while it is there. */
const NAME = 'network.h5';

let isQuiet = false;

async function openLibrary() {
  const library = await ready;
  if (!isQuiet) silence(library);
  isQuiet = true;
  return library;
}

/**
 * The library prints a page for each error; its place is taken by the file that keeps nothing.
 * (Its own way to be quiet, a handler that throws, leaves it unable to open the next file.)
 */
function silence({ FS }: Awaited<typeof ready>): void {
  const { streams } = FS as typeof FS & { readonly streams: Parameters<typeof FS.close>[0][] };
  FS.close(streams[STDERR]);
  FS.open('/dev/null', 'w');
}

const STDERR = 2;
