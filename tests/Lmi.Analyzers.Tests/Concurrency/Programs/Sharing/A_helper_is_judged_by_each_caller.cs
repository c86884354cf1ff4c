using System.Collections.Generic;
using Amazon.Lambda.Core;

namespace A
{
    public class Function
    {
        static readonly List<string> Names = new();
        readonly Dictionary<string, int> _m = new();
        public int Handle(string s, ILambdaContext c)
        {
            var local = new List<string>();
            Add(local, s);
            Add({|LMI1001:Names|}, s);
            {|LMI1001:_m|}.Bump(s);
            return local.Count;
        }

        static void Add(List<string> l, string s) => l.Add(s);
    }

    public static class Ext
    {
        public static void Bump(this Dictionary<string, int> d, string k)
        {
            d[k] = d.TryGetValue(k, out var n) ? n + 1 : 1;
        }
    }
}
