using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.Core;

namespace Corpus.ThreadBoundScratch;

public static class Scratch
{
    [ThreadStatic]
    private static byte[]? t_buffer;

    [ThreadStatic]
    private static string? t_key;

    [ThreadStatic]
    private static string? t_scope;

    private static readonly ThreadLocal<Random> s_random = new(static () => new Random());
    private static readonly AsyncLocal<string?> s_order = new();

    public static void Begin(string order) => s_order.Value = order;

    public static string? End() => s_order.Value;

    public static int Sum(int length)
    {
        if (t_buffer == null || t_buffer.Length < length)
        {
            t_buffer = new byte[length];
        }

        s_random.Value!.NextBytes(t_buffer);
        var sum = 0;
        for (var i = 0; i < length; i++)
        {
            sum += t_buffer[i];
        }

        return sum;
    }

    /// <summary>The last key of the thread; another one is computed anew.</summary>
    public static bool IsLast(string key)
    {
        if (t_key == key)
        {
            return true;
        }

        t_key = key;
        return false;
    }

    /// <summary>Set before it is read, and taken back before anybody awaits.</summary>
    public static string Within(string scope)
    {
        t_scope = scope;
        try
        {
            return Inner();
        }
        finally
        {
            t_scope = null;
        }
    }

    private static string Inner() => "in " + t_scope;
}

public class Function
{
    public async Task<string> Handle(string input, ILambdaContext context)
    {
        Scratch.Begin(input);
        var first = Scratch.Sum(4) + Scratch.Within(input) + Scratch.IsLast(input);
        await Task.Delay(1);
        return first + Scratch.Sum(8) + Scratch.Within("again") + Scratch.IsLast("again") + Scratch.End();
    }
}
