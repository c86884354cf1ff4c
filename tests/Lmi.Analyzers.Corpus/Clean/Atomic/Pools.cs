using System;
using System.Buffers;
using System.Collections.Generic;
using System.Text;
using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Microsoft.Extensions.ObjectPool;

namespace Corpus.Clean.Pools;

public sealed class Scratch
{
    public List<string> Words { get; } = [];
    public int Length { get; set; }
}

public sealed class ScratchPolicy : PooledObjectPolicy<Scratch>
{
    private readonly int _limit = 1000;

    public override Scratch Create() => new();

    public override bool Return(Scratch obj)
    {
        obj.Words.Clear();
        obj.Length = 0;
        return obj.Words.Capacity < _limit;
    }
}

/// <summary>What is rented from a pool belongs to the renter until it is returned.</summary>
public class Function
{
    private static readonly ObjectPool<Scratch> Scratches = new DefaultObjectPool<Scratch>(new ScratchPolicy(), 64);
    private static readonly ObjectPool<StringBuilder> Builders = new DefaultObjectPoolProvider().CreateStringBuilderPool();

    public async Task<string> Handle(string text, ILambdaContext context)
    {
        var scratch = Scratches.Get();
        var builder = Builders.Get();
        var chars = ArrayPool<char>.Shared.Rent(64);
        try
        {
            foreach (var word in text.Split(' '))
            {
                scratch.Words.Add(word);
                scratch.Length += word.Length;
            }

            scratch.Words.Sort(StringComparer.Ordinal);
            chars[0] = '=';
            await Task.Yield();
            builder.Append(chars, 0, 1).AppendJoin(' ', scratch.Words).Append(scratch.Length);
            return builder.ToString();
        }
        finally
        {
            ArrayPool<char>.Shared.Return(chars);
            Builders.Return(builder);
            Scratches.Return(scratch);
        }
    }
}
