using System.Collections.Generic;
using Amazon.Lambda.Core;

namespace A
{
    public class Registry
    {
        public static readonly List<object> All = new();
        static int s_made;
        public Registry()
        {
            {|LMI1001:All.Add|}(this);
            {|LMI1002:s_made++|};
        }
    }

    public class Function
    {
        static readonly Dictionary<string, int> Table = new();
        static Function()
        {
            Table["a"] = 1;
        }

        readonly List<string> _init = new();
        static int s_inits;
        public Function()
        {
            _init.Add("x");
            s_inits++;
            Fill();
        }

        void Fill()
        {
            _init.Add("y");
        }

        public int Handle(string e, ILambdaContext c)
        {
            new Registry();
            return Table.Count + _init.Count;
        }
    }
}
