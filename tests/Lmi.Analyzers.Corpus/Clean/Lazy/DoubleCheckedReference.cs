using System;
using System.Collections.Generic;
using System.IO;
using Amazon.Lambda.Core;

namespace Corpus.Clean.DoubleCheckedReference;

public sealed class Grammar
{
    private readonly Dictionary<string, string> _rules = [];

    public void Define(string name, string rule) => _rules[name] = rule;

    public string? RuleOf(string name) => _rules.GetValueOrDefault(name);
}

/// <summary>Double-checked locking as it should be: the object is complete before the field is set, inside the lock.</summary>
public class Function
{
    private static readonly object s_gate = new();
    private static Grammar? s_grammar;
    private string? _motd;

    public string Handle(string name, ILambdaContext context)
        => (Get().RuleOf(name) ?? "none") + Motd();

    private static Grammar Get()
    {
        if (s_grammar != null)
        {
            return s_grammar;
        }

        lock (s_gate)
        {
            if (s_grammar == null)
            {
                var grammar = new Grammar();
                grammar.Define("start", "expression");
                foreach (var line in File.ReadLines("grammar.txt"))
                {
                    grammar.Define(line.Split(' ')[0], line);
                }

                s_grammar = grammar;
            }

            return s_grammar;
        }
    }

    private string Motd()
    {
        var motd = _motd;
        if (motd is null)
        {
            lock (s_gate)
            {
                motd = _motd ??= Environment.MachineName.ToLowerInvariant();
            }
        }

        return motd;
    }
}
