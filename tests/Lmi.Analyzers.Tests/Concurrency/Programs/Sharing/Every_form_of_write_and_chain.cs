using Amazon.Lambda.Core;
using System;

namespace A
{
    public class B
    {
        public int X;
        public string? Last { get; set; }
    }

    public class A1
    {
        public B B { get; } = new();

        public B? Other;
    }

    public struct P
    {
        public int X;
        public int Y;
    }

    public class Function
    {
        static readonly A1 _s = new();
        P _p;
        (int a, int b) _t;
        static decimal s_sum;
        DateTime _at;
        static int[] s_slots = new int[4];
        static int s_n;
        static int s_m;
        public int Handle(string e, ILambdaContext c)
        {
            {|LMI1002:_s.B.X|} = 1;
            {|LMI1006:_s.B.Last|} = e;
            {|LMI1002:_p.X++|};
            ({|LMI1002:_t.a|}, _t.b) = (1, 2);
            {|LMI1002:s_sum|} += 2;
            {|LMI1002:_at|} = DateTime.UtcNow;
            {|LMI1001:s_slots[0]++|};
            int.TryParse(e, out {|LMI1006:s_n|});
            Bump(ref {|LMI1002:s_m|});
            var p = _p;
            p.X = 3;
            var o = new B();
            o.X = 2;
            return 1;
        }

        static void Bump(ref int x) => x++;
    }
}
