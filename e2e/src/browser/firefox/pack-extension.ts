import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { crc32 } from 'node:zlib';

interface PackedFile {
  readonly local: Buffer;
  readonly central: Buffer;
}

/** An unpacked extension as the archive that Firefox installs (ZIP without compression), in base64. */
export function packExtension(folder: string): string {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const files: PackedFile[] = [];
  let offset = 0;
  for (const path of paths) {
    const name = Buffer.from(relative(folder, path).replaceAll(sep, '/'));
    const file = packFile(name, readFileSync(path), offset);
    offset += file.local.length;
    files.push(file);
  }
  const central = Buffer.concat(files.map((file) => file.central));
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files.map(({ local }) => local), central, end]).toString('base64');
}

/** The fields both headers of a file share: version, flags (UTF-8 names), method, time, sum, sizes. */
function packFile(name: Buffer, content: Buffer, offset: number): PackedFile {
  const shared = Buffer.alloc(26);
  shared.writeUInt16LE(20, 0);
  shared.writeUInt16LE(0x0800, 2);
  shared.writeUInt16LE(0x21, 8);
  shared.writeUInt32LE(crc32(content), 10);
  shared.writeUInt32LE(content.length, 14);
  shared.writeUInt32LE(content.length, 18);
  shared.writeUInt16LE(name.length, 22);
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(offset, 10);
  return {
    local: Buffer.concat([Buffer.from('PK\x03\x04'), shared, name, content]),
    central: Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), shared, rest, name]),
  };
}
