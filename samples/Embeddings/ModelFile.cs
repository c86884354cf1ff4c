using System;
using System.Buffers.Binary;
using System.IO;
using System.Text;

namespace Embeddings;

/// <summary>
/// Writes a model of one matrix multiplication in the format of ONNX (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto), so that none of tens of megabytes lies in the
/// repository. Every weight is 1: the embedding of a passage is the sum of its features.
/// </summary>
internal static class ModelFile
{
    public const int Features = 1024;
    private const int Dimensions = 8192;
    private const int Float = 1;

    /// <summary>Handed to the processes that load the model.</summary>
    public static string Path => Environment.GetEnvironmentVariable("EMBEDDINGS_MODEL") ?? "embeddings.onnx";

    public static void Write(string path)
    {
        var weights = new byte[Features * Dimensions * sizeof(float)];
        for (var i = 0; i < weights.Length; i += sizeof(float))
        {
            BinaryPrimitives.WriteSingleLittleEndian(weights.AsSpan(i), 1f);
        }

        var node = Message(w =>
        {
            Text(w, 1, "features");
            Text(w, 1, "weights");
            Text(w, 2, "embedding");
            Text(w, 4, "MatMul");
        });
        var initializer = Message(w =>
        {
            Number(w, 1, Features);
            Number(w, 1, Dimensions);
            Number(w, 2, Float);
            Text(w, 8, "weights");
            Bytes(w, 9, weights);
        });
        var graph = Message(w =>
        {
            Bytes(w, 1, node);
            Text(w, 2, "embeddings");
            Bytes(w, 5, initializer);
            Bytes(w, 11, Tensor("features", 1, Features));
            Bytes(w, 12, Tensor("embedding", 1, Dimensions));
        });
        File.WriteAllBytes(path, Message(w =>
        {
            Number(w, 1, 8); // ir_version
            Bytes(w, 7, graph);
            Bytes(w, 8, Message(static o => Number(o, 2, 13))); // opset_import
        }));
    }

    /// <summary>A <c>ValueInfoProto</c>: a name, and a tensor type with its shape.</summary>
    private static byte[] Tensor(string name, params int[] dimensions)
    {
        var shape = Message(w =>
        {
            foreach (var dimension in dimensions)
            {
                Bytes(w, 1, Message(d => Number(d, 1, dimension)));
            }
        });
        var tensor = Message(w =>
        {
            Number(w, 1, Float);
            Bytes(w, 2, shape);
        });
        return Message(w =>
        {
            Text(w, 1, name);
            Bytes(w, 2, Message(t => Bytes(t, 1, tensor)));
        });
    }

    private static byte[] Message(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return stream.ToArray();
    }

    private static void Number(Stream stream, int field, int value)
    {
        Varint(stream, (uint)field << 3);
        Varint(stream, (uint)value);
    }

    private static void Text(Stream stream, int field, string value) => Bytes(stream, field, Encoding.UTF8.GetBytes(value));

    private static void Bytes(Stream stream, int field, byte[] value)
    {
        Varint(stream, (uint)field << 3 | 2);
        Varint(stream, (uint)value.Length);
        stream.Write(value);
    }

    private static void Varint(Stream stream, uint value)
    {
        for (; value > 0x7f; value >>= 7)
        {
            stream.WriteByte((byte)(value | 0x80));
        }

        stream.WriteByte((byte)value);
    }
}
