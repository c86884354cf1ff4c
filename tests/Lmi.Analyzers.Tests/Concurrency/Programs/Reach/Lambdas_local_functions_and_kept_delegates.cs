using System;
using System.Collections.Generic;
using Amazon.Lambda.Core;
using System.Linq;

namespace A
{
    public class Function
    {
        static readonly Dictionary<string, int> D = new();
        static readonly Dictionary<string, int> D2 = new();
        static readonly Func<string, int> F = k =>
        {
            {|LMI1001:D[k]|} = 1;
            return 1;
        };
        readonly List<int> _l = new();
        static readonly Lazy<Dictionary<string, int>> Z = new(() =>
        {
            var d = new Dictionary<string, int>();
            d["a"] = 1;
            return d;
        });
        public int Handle(string[] e, ILambdaContext c)
        {
            F(e[0]);
            var seen = new HashSet<string>();
            foreach (var x in e.Where(y => seen.Add(y)))
            {
            }

            e.ToList().ForEach(x => {|LMI1001:_l.Add|}(x.Length));
            void Local(string s)
            {
                {|LMI1001:D2.Remove|}(s);
            }

            Local(e[0]);
            return Z.Value.Count;
        }
    }
}
