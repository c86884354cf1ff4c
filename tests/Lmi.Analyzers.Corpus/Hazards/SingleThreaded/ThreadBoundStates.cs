using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Corpus.ThreadBoundStates;

public static class Trace
{
    [ThreadStatic]
    private static List<string>? t_notes; //! LMI1007

    [ThreadStatic]
    private static int t_depth; //! LMI1007

    private static readonly ThreadLocal<string> s_order = new(); //! LMI1007
    private static readonly ConcurrentDictionary<int, string> s_byThread = new(); //! LMI1007

    public static void Begin(string order)
    {
        s_order.Value = order;
        s_byThread[Thread.CurrentThread.ManagedThreadId] = order;
        t_depth++;
    }

    public static void Note(string text)
    {
        t_notes ??= new();
        t_notes.Add(text);
    }

    public static string End()
    {
        t_depth--;
        return s_order.Value + (s_byThread.TryRemove(Thread.CurrentThread.ManagedThreadId, out var order) ? order : "") + string.Join(", ", t_notes ?? new());
    }
}

public class Function
{
    public async Task<string> Handle(string input, ILambdaContext context)
    {
        Trace.Begin(input);
        Trace.Note("begun");
        await Task.Delay(1);
        Trace.Note("awaited");
        return Trace.End();
    }
}
