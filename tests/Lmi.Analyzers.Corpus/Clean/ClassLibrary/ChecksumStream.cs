using System;
using System.Buffers;
using System.Buffers.Binary;
using System.IO;
using System.Threading.Tasks;
using Amazon.Lambda.Core;

namespace Corpus.Clean.ChecksumStream;

/// <summary>Streams in and out, spans, stackalloc, a pooled buffer, ref locals: all owned by the invocation.</summary>
public class Function
{
    private static readonly uint[] Table = BuildTable();

    public async Task<Stream> Handle(Stream input, ILambdaContext context)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(1024);
        var state = new Checksum(0xFFFFFFFF);
        try
        {
            int read;
            while ((read = await input.ReadAsync(buffer)) > 0)
            {
                buffer[0] ^= 0;
                state.Append(buffer.AsSpan(0, read));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return new MemoryStream(Format(state.Value));
    }

    private static byte[] Format(uint value)
    {
        Span<byte> scratch = stackalloc byte[8];
        BinaryPrimitives.WriteUInt32BigEndian(scratch, value);
        ref var last = ref scratch[7];
        last = (byte)'\n';
        scratch[4] = (byte)' ';
        return scratch.ToArray();
    }

    private static uint[] BuildTable()
    {
        var table = new uint[256];
        for (uint i = 0; i < table.Length; i++)
        {
            var entry = i;
            for (var bit = 0; bit < 8; bit++)
            {
                entry = (entry & 1) == 1 ? (entry >> 1) ^ 0xEDB88320 : entry >> 1;
            }

            table[i] = entry;
        }

        return table;
    }

    private struct Checksum(uint seed)
    {
        private uint _value = seed;

        public readonly uint Value => ~_value;

        public void Append(ReadOnlySpan<byte> bytes)
        {
            foreach (var b in bytes)
            {
                _value = Table[(byte)_value ^ b] ^ (_value >> 8);
            }
        }
    }
}
