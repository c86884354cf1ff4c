using System;
using System.Collections.Generic;
using System.Linq;
using Amazon.Lambda.Core;

namespace Corpus.Clean.StaticConstruction;

/// <summary>Everything is filled by static constructors and initializers, with helpers of their own, and only read afterwards.</summary>
public static class Function
{
    private static readonly Dictionary<string, Converter<double, double>> s_units = [];
    private static readonly double[] s_powers = new double[8];
    private static readonly List<string> s_names;
    private static int s_loaded;

    static Function()
    {
        Register("km", static m => m / 1000);
        Register("mi", static m => m / 1609.344);
        for (var i = 0; i < s_powers.Length; i++)
        {
            s_powers[i] = Math.Pow(10, i);
        }

        s_names = s_units.Keys.ToList();
        s_names.Sort(StringComparer.Ordinal);
    }

    public static string Handle(double metres, ILambdaContext context)
    {
        var lines = new List<string>();
        foreach (var name in s_names)
        {
            lines.Add($"{s_units[name](metres):F2} {name}");
        }

        lines.Reverse();
        return string.Join(", ", lines) + Rounding.Of(metres) + s_powers[s_loaded];
    }

    private static void Register(string unit, Converter<double, double> convert)
    {
        s_units.Add(unit, convert);
        s_loaded++;
    }

    /// <summary>The singleton of a nested type: the runtime runs its initializer once, when first used.</summary>
    private sealed class Rounding
    {
        private static readonly Rounding s_instance = new();
        private readonly Dictionary<int, string> _labels = [];

        private Rounding()
        {
            for (var i = 0; i < 10; i++)
            {
                _labels[i] = "~" + i;
            }
        }

        public static string Of(double value) => s_instance._labels.GetValueOrDefault((int)value, "?");
    }
}
